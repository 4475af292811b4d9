export { mactor, MACTOR_MAX } from './mactor.ts'
export type { MactorInput, MactorOrder, MactorReason, MactorResult } from './types.ts'
