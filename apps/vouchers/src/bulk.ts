import { bulkJobsOf, call, type BulkJobs } from '@fangpiao/chassis';
import { issuanceJobs } from '@fangpiao/contracts';
import { requestIssuance } from './commands/request-issuance.ts';
import type { PackShelf } from './packs.ts';

/** What may be handed in as a list: a project's vouchers are issued in one go [GZ 6, DL 10]. */
export function bulkOf(shelf: PackShelf): BulkJobs {
  const issue = requestIssuance(shelf);
  return bulkJobsOf('vouchers', {
    'request-issuance': {
      routes: issuanceJobs,
      call: (row, district) => call(issue, { ...(row as { agreementId: string }), district }),
    },
  });
}
