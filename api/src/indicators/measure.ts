import { measures } from '../measures/catalogue.ts'
import type { Measure } from '../measures/measure.ts'
import { indicatorErrors } from './errors.ts'

/** The measure of the catalogue with this name. Throws `indicator-measure-unknown`. */
export function requireMeasure(name: string): Measure {
  const measure = measures.get(name)
  if (!measure) throw indicatorErrors['indicator-measure-unknown']({ errors: [{ pointer: '/measure', code: 'unknown', message: 'not in the catalogue' }] })
  return measure
}
