export { MethodInputError, type MethodInputCode } from '../shared/errors.ts'
