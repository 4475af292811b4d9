export { seedDemonstration } from './seed/demonstration.ts'
export { seedReference } from './seed/reference.ts'
export type { RankingEntry, RankingsFile } from './seed/rankings.ts'
export type { MinutesFile, MinutesText, MinutesVersionsFile } from './seed/minutes.ts'
