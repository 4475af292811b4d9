import type { components } from '../api/generated.ts'

export type ProviderAnswer = components['schemas']['ProviderAnswerInput']

/** What the identity provider put in the address that it sent this browser back to; undefined when that is no answer. */
export function answerIn(query: Readonly<Record<string, unknown>>): ProviderAnswer | undefined {
  const text = (name: string): string | undefined => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined)
  const [state, code, iss, error] = ['state', 'code', 'iss', 'error'].map(text)
  if (state === undefined || (code === undefined) === (error === undefined)) return undefined
  return { state, ...(code === undefined ? { error } : { code }), ...(iss === undefined ? {} : { iss }) } as ProviderAnswer
}
