export { raters, STABLE_RATERS } from './raters.ts'
export type { IccFigures, KendallFigures, KrippendorffFigures, RatersReason, RatersResult, Ratings } from './types.ts'
