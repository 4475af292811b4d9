export { distribution, type DistributionInput, type DistributionReason, type DistributionResult } from './distribution.ts'
