export { bootstrapRanks } from './bootstrap.ts'
export { summarise } from './cells.ts'
export { compareRankings } from './comparison.ts'
export { rank } from './rank.ts'
export { scoreOf } from './score.ts'
export { sensitivity } from './sensitivity.ts'
export type {
  BootstrapInput, BootstrapResult, Candidate, ComparedRow, Contribution, Formula, RankedRow, RankInterval, Ranking,
  RankingComparison, RankMove, RatedCandidate, Score, SensitivityResult, Term, TermValues, WeightSwap,
} from './types.ts'
