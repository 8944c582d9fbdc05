export { bulkJobsOf, type BulkJobs, type BulkWork } from './bulk-jobs.ts';
export { bulkPace } from './work-on-chunks.ts';
export { bulkChunkKind } from './bulk-chunk.ts';
export { bulkJobKind } from './bulk-job.ts';
