import { indicatorErrors } from './errors.ts'

/** The measure of the catalogue with this name. Throws `indicator-measure-unknown`. */
export function requireMeasure(_name: string): never {
  throw indicatorErrors['indicator-measure-unknown']({ errors: [{ pointer: '/measure', code: 'unknown', message: 'not in the catalogue' }] })
}
