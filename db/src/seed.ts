export { seedDemonstration } from './seed/demonstration.ts'
export { referenceFolder, seedReference } from './seed/reference.ts'
