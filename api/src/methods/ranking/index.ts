export { bootstrapInSteps, bootstrapRanks } from './bootstrap.ts'
export { summarise } from './cells.ts'
export { compareRankings } from './comparison.ts'
export { rank } from './rank.ts'
export { scoreOf } from './score.ts'
export { sensitivity } from './sensitivity.ts'
export type { ComparedRow, RankingComparison, RankMove, SensitivityResult, WeightSwap } from './moves.ts'
export type {
  BootstrapInput, BootstrapResult, Candidate, Contribution, Formula, RankedRow, RankInterval, Ranking, RatedCandidate, Score,
  Term, TermValues,
} from './types.ts'
