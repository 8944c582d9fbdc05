export {
  packFilesIn,
  packsFolder,
  packsIn,
  readPackFiles,
  readPackWithParts,
} from './pack-folder.ts';
export { bundleFile, bundleText } from './bundle.ts';
export { examplesIn } from './examples.ts';
