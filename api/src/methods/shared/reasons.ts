/** Why a field of a result is absent: `field` is its path, e.g. "orders.1.convergenceDegree"; indexes count from 0. */
export interface Reason<Code extends string> {
  readonly field: string
  readonly code: Code
}
