export { seedDemonstration } from './seed/demonstration.ts'
export { seedReference } from './seed/reference.ts'
