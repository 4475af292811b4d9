export type MethodInputCode =
  | 'too-few-categories'
  | 'frequency-not-a-count'
  | 'no-observation'
  | 'scale-not-increasing'
  | 'scale-length-mismatch'
  | 'holders-mismatch'
  | 'asked-below-holders'
  | 'threshold-out-of-range'
  | 'duplicate-key'
  | 'position-out-of-scale'
  | 'empty-matrix'
  | 'row-length-mismatch'
  | 'diagonal-not-zero'
  | 'value-out-of-scale'
  | 'no-term'
  | 'weight-out-of-range'
  | 'values-length-mismatch'
  | 'draws-out-of-range'
  | 'unknown-rater'
  | 'unknown-term'
  | 'likelihood-mismatch'

/** Input that no honest caller can produce: a fault of the caller, never a missing datum. */
export class MethodInputError extends Error {
  readonly code: MethodInputCode

  constructor(code: MethodInputCode, message: string) {
    super(message)
    this.name = 'MethodInputError'
    this.code = code
  }
}
