import { api, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Sheet = Schemas['ConfirmationSheet']
export type Recorded = Schemas['RecordedPosition']
export type Answer = Schemas['ConfirmationAnswersInput']['answers'][number]

const bearing = (secret: string) => ({ headers: { Authorization: `Link ${secret}` } })
/** What a session recorded of the holder of a link; the secret goes in a header, never in an address. */
export const readSheet = (secret: string): Promise<Sheet> => unwrap(api.GET('/api/v1/confirmation', bearing(secret)))
export const sendAnswers = (secret: string, answers: Answer[]): Promise<Sheet> => unwrap(api.POST('/api/v1/confirmation/answers', { ...bearing(secret), body: { answers } }))
