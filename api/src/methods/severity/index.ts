export {
  compareSeverity, criteriaFor, severity, severityCriteria,
  type ImpactKind, type SeverityCriterion, type SeverityInput, type SeverityPart, type SeverityResult,
} from './severity.ts'
