import { z } from 'zod'
import { day, uuid } from '../schemas.ts'
import type { Labels } from './format.ts'

/** A parameter of a figure, so that the screen can ask for it: an object chosen by its kind, one of some words, or a whole number. */
export interface ParamSpec {
  name: string
  kind: 'perimeter' | 'indicator' | 'point' | 'commitment' | 'ranking' | 'body' | 'measure' | 'subject' | 'choice' | 'number' | 'day'
  label: Labels
  required: boolean
  options?: readonly { value: string; label: Labels }[]
  min?: number
  max?: number
}

export type Params = Record<string, string | number | boolean>

/** What every figure takes: another perimeter or another period than those of the edition. */
export const scopeParams: readonly ParamSpec[] = [
  { name: 'perimeterId', kind: 'perimeter', label: { fr: 'Périmètre', en: 'Perimeter' }, required: false },
  { name: 'from', kind: 'day', label: { fr: 'Du', en: 'From' }, required: false },
  { name: 'to', kind: 'day', label: { fr: 'Au', en: 'To' }, required: false },
]

function fieldOf(spec: ParamSpec): z.ZodType {
  if (spec.kind === 'choice') return z.enum(spec.options?.map((option) => option.value) ?? [])
  if (spec.kind === 'number') return z.int().min(spec.min ?? 0).max(spec.max ?? 1000)
  if (spec.kind === 'day') return day
  if (spec.kind === 'subject') return z.string().regex(/^[A-Za-z0-9.]{1,20}$/)
  return spec.kind === 'measure' ? z.string().min(1).max(80) : uuid
}

/** The parameters of a query under the specs of its figure, or null when they are not what the figure takes. */
export function readParams(specs: readonly ParamSpec[], params: Params): Params | null {
  const shape = Object.fromEntries([...specs, ...scopeParams].map((spec) => [spec.name, spec.required ? fieldOf(spec) : fieldOf(spec).optional()]))
  const read = z.strictObject(shape).safeParse(params)
  if (!read.success) return null
  const { from, to } = params
  return typeof from === 'string' && typeof to === 'string' && from > to ? null : params
}

export const textParam = (params: Params, name: string): string | undefined => (typeof params[name] === 'string' ? params[name] : undefined)
export const numberParam = (params: Params, name: string, otherwise: number): number => (typeof params[name] === 'number' ? params[name] : otherwise)

/** Only what is tied to an area of one core subject of the framework, by its code. */
export const subjectParam: ParamSpec = { name: 'subject', kind: 'subject', label: { fr: 'Question centrale', en: 'Core subject' }, required: false }
export const inSubject = (codes: readonly string[], params: Params): boolean => {
  const subject = textParam(params, 'subject')
  return subject === undefined || codes.some((code) => code === subject || code.startsWith(`${subject}.`))
}
