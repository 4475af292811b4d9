import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { LightMyRequestResponse } from 'fastify'
import type { Document, Operation } from './document.ts'

/** Judges answers by the document: documented status, content type, schema. */
export interface Judge {
  /** What is wrong with an answer, in a sentence; null when nothing is. */
  fault(operation: Operation, answer: LightMyRequestResponse): string | null
}

/** Compiles each response schema once. */
export function judgeOf(document: Document): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: false, unicodeRegExp: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document })
  const compiled = new Map<string, ValidateFunction>()
  const validatorOf = (operation: Operation, status: string, type: string): ValidateFunction => {
    const pointer = ['paths', operation.path, operation.method.toLowerCase(), 'responses', status, 'content', type, 'schema'].map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).map(encodeURIComponent).join('/')
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `document#/${pointer}` })
    compiled.set(pointer, known)
    return known
  }
  return { fault: (operation, answer) => faultOf(operation, answer, validatorOf) }
}

function faultOf(operation: Operation, answer: LightMyRequestResponse, validatorOf: (o: Operation, status: string, type: string) => ValidateFunction): string | null {
  const status = String(answer.statusCode)
  if (answer.statusCode >= 500) return `${status}: ${answer.body.slice(0, 300)}`
  const documented = operation.op.responses[status]
  if (!documented) return `undocumented status ${status}: ${answer.body.slice(0, 300)}`
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? ''
  if (!documented.content) return answer.body === '' ? null : `${status} has a body that the document does not know`
  if (!documented.content[type]) return `${status} answers ${type || 'no type'}, documented: ${Object.keys(documented.content).join(', ')}`
  if (!/json$/.test(type)) return null
  const validate = validatorOf(operation, status, type)
  return validate(answer.json()) ? null : `${status} does not match its schema: ${validate.errors?.map((e) => `${e.instancePath} ${e.message}`).join('; ')}`
}
