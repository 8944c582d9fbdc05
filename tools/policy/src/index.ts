export { packFilesIn, packsFolder, packsIn, readPackWithParts } from './pack-folder.ts';
export { bundleFile, bundleText } from './bundle.ts';
