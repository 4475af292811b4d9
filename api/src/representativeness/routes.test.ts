import { schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
interface Measure { distance: number | null; floor: number | null; reference: number }
interface Row { categoryId: string | null; voices: number; organisations: number; people: number; gap: number | null; share: number | null }
interface Candidate { id: string; name: string; rank: number | null }
interface Answer {
  basis: string; day: string; n: number; outside: number; fewVoices: boolean
  categories: { byOrganisations: Measure; byPeople: Measure; rows: Row[] }; sides: { rows: (Row & { side: string })[] }
  colleges: { label: string; seats: number; voices: number }[]; areas: { code: string; organisations: number; voices: number }[]
  missing: { categories: { categoryId: string; organisations: number; candidates: Candidate[] }[]; areas: { code: string; organisations: number; candidates: Candidate[] }[] }
  ranking: { id: string } | null
}
const staff = () => t.as('staff')
const category = (code: string) => demoId('category', code)
const committee = `bodies/${demoId('body', 'comite-dialogue-bretagne')}/representativeness`
const read = async (path: string) => (await (await staff()).get(path)).json<Answer>()
const bretagne = demoId('perimeter', 'bretagne')
let made = 0
const body = async (perimeterId: string) => (await (await staff()).post('bodies', { name: `Comparée ${(made += 1)}`, kind: 'committee', perimeterId })).json<{ id: string }>().id

describe('the representativeness of a body', () => {
  it('counts every seat once, and every organisation of the map once', async () => {
    const found = await read(`${committee}?on=2026-11-27`)
    expect(found).toMatchObject({ basis: 'seats', n: 11, fewVoices: false })
    expect(found.categories.rows.reduce((sum, row) => sum + row.voices, 0)).toBe(11)
    const onMap = await t.db.$count(schema.stakeholders)
    expect(found.categories.byOrganisations.reference).toBeLessThan(onMap)
    expect(found.sides.rows.reduce((sum, row) => sum + row.organisations, 0)).toBe(found.categories.byOrganisations.reference)
    expect(found.categories.rows.reduce((sum, row) => sum + (row.gap ?? 0), 0)).toBeCloseTo(0, 10)
    const { distance, floor } = found.categories.byOrganisations
    expect(distance).toBeCloseTo(found.categories.rows.reduce((sum, row) => sum + Math.abs(row.gap ?? 0), 0) / 2, 10)
    expect(floor).toBeLessThanOrEqual(distance ?? 0)
    expect(found.colleges.map((college) => [college.label, college.seats, college.voices])).toContainEqual(['Professionnels de santé', 4, 3])
  })

  it('names the categories and areas of the map that have no voice, with who could be asked', async () => {
    const found = await read(`${committee}?on=2026-11-27`)
    const silent = found.missing.categories.map((row) => row.categoryId)
    expect(silent).toContain(category('presse'))
    expect(silent).not.toContain(category('collectivites'))
    for (const { candidates, organisations } of [...found.missing.categories, ...found.missing.areas]) expect(candidates.length).toBeLessThanOrEqual(Math.min(3, organisations))
    expect(found.missing.areas.every((area) => found.areas.some((row) => row.code === area.code && row.voices === 0 && row.organisations > 0))).toBe(true)
    expect(found.ranking?.id).toBeTruthy()
    expect(found.missing.categories.find((row) => row.categoryId === category('presse'))?.candidates[0]?.name).toBe('Le Courrier social du Ponant')
  })

  it('moves with the day, and with the map that it is compared with', async () => {
    expect((await read(`${committee}?on=2026-05-19`)).n).toBe(12)
    expect((await read(`${committee}?on=2020-01-01`)).n).toBe(0)
    const [near, whole] = [await read(committee), await read(`${committee}?perimeterId=${demoId('perimeter', 'national')}`)]
    expect(whole.categories.byOrganisations.reference).toBeGreaterThan(near.categories.byOrganisations.reference)
    expect(whole.categories.byPeople.reference).toBeGreaterThan(4_500_000)
    expect([near.outside, whole.outside]).toEqual([4, 0])
  })

  it('counts the people of a member group inside their parent only once', async () => {
    const { rows } = (await read(`bodies/${await body(demoId('perimeter', 'national'))}/representativeness`)).categories
    // 150,000 professionals of the document, and those of the example that belong to no group.
    const apart = (await t.db.select().from(schema.stakeholders)).filter((s) => s.categoryId === category('professionnels-sante') && s.kind !== 'person' && s.status !== 'archived' && !s.parentId).reduce((sum, s) => sum + (s.headcount ?? 0), 0)
    expect(rows.find((row) => row.categoryId === category('professionnels-sante'))?.people).toBe(apart)
  })

  it('has no distance without a voice', async () => {
    const found = await read(`bodies/${await body(bretagne)}/representativeness`)
    expect(found).toMatchObject({ n: 0, fewVoices: true, categories: { byOrganisations: { distance: null, floor: null } }, colleges: [] })
  })

  it('names nobody beyond the dialogue to a key without the scope of the map', async () => {
    const admin = await t.as('administrator')
    const { key } = (await admin.post('api-keys', { name: 'dialogue', perimeterId: demoId('perimeter', 'national'), scopes: ['dialogue:read'] })).json<{ key: string }>()
    const answer = (await t.anonymous.get(committee, { headers: { authorization: `Bearer ${key}` } })).json<Answer>()
    expect(answer.n).toBe(11)
    expect([...answer.missing.categories, ...answer.missing.areas].every((row) => row.candidates.length === 0)).toBe(true)
  })

  it.each(['?on=hier', '?perimeterId=x', '?unknown=1'])('refuses %s', async (query) => {
    expect((await (await staff()).get(`${committee}${query}`)).statusCode).toBe(400)
  })
})

describe('the representativeness of a session', () => {
  const of = (code: string) => read(`sessions/${demoId('session', code)}/representativeness`)

  it('counts who came or was represented, on the day, and no observer', async () => {
    const came = (await t.db.select().from(schema.attendances)).filter((a) => a.sessionId === demoId('session', 'seance-2026-10') && ['present', 'remote', 'represented'].includes(a.status))
    expect(await of('seance-2026-10')).toMatchObject({ basis: 'attendance', day: '2026-10-13', n: came.length, colleges: [] })
  })

  it('counts the seats of the body that met', async () => {
    const found = await of('comite-bretagne-2026-05')
    expect(found.colleges.map((college) => college.voices).reduce((sum, n) => sum + n, 0)).toBe(5)
  })

  it('counts who is invited while it has not taken place', async () => {
    expect((await of('seance-suivante'))).toMatchObject({ basis: 'invitations', n: 17 })
  })

  it('is hidden with its session', async () => {
    expect((await (await t.as('relay')).get(`sessions/${demoId('session', 'diagnostic-rse')}/representativeness`)).statusCode).toBe(404)
  })
})
