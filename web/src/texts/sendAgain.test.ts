import { afterEach, describe, expect, it, vi } from 'vitest'
import createClient from 'openapi-fetch'
import type { paths } from '../api/generated.ts'
import { asked } from './reason.ts'
import { reasonAsked } from './sendAgain.ts'

const needed = { code: 'text-reason-needed', status: 422, title: 'Refused', detail: '', errors: [{ pointer: '/note', code: 'family', message: '« mari » : …' }] }
const problem = () => new Response(JSON.stringify(needed), { status: 422, headers: { 'content-type': 'application/problem+json' } })

/** A client over answers in turn, and what it sent. */
function clientOver(...answers: Response[]) {
  const sent: Request[] = []
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(request.clone())
    await request.text()
    return answers.shift() ?? new Response(null, { status: 500 })
  }
  vi.stubGlobal('fetch', fetch)
  const client = createClient<paths>({ baseUrl: 'http://localhost', fetch })
  client.use(reasonAsked)
  return { client, sent }
}
const write = (client: ReturnType<typeof clientOver>['client']) => client.POST('/api/v1/tags' as never, { body: { note: 'Son mari' } } as never) as Promise<{ response: Response }>
const question = () => vi.waitFor(() => asked.value ?? Promise.reject(new Error('not asked')))

afterEach(() => vi.unstubAllGlobals())

describe('P-10: a text that wants a reason', () => {
  it('P-10: is sent again, the same, with the reason percent-encoded', async () => {
    const { client, sent } = clientOver(problem(), new Response('{}', { status: 201, headers: { 'content-type': 'application/json' } }))
    const answer = write(client)
    const { problems, answer: give } = await question()
    expect(problems).toEqual(needed.errors)
    give('Dit par elle-même à la réunion')
    expect((await answer).response.status).toBe(201)
    expect(decodeURIComponent(sent[1]?.headers.get('Text-Reason') ?? '')).toBe('Dit par elle-même à la réunion')
    expect(await sent[1]?.text()).toBe(await sent[0]?.text())
    expect(asked.value).toBeNull()
  })

  it('P-10: stays in the form when the person would rather change it', async () => {
    const { client, sent } = clientOver(problem())
    const answer = write(client)
    ;(await question()).answer(null)
    expect((await answer).response.status).toBe(422)
    expect(sent).toHaveLength(1)
  })
})
