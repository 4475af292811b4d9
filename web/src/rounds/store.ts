import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type Round = Schemas['Round']
export type RoundDraft = Schemas['RoundCreateInput']
export type RoundPatch = Schemas['RoundPatchInput']
export type RoundSearch = NonNullable<operations['listRounds']['parameters']['query']>
export type Rater = Schemas['RoundRater']
export type RaterDraft = Schemas['RoundRaterCreateInput']
export type Member = Schemas['RoundStakeholder']
export type Progress = Schemas['RoundProgress']
export type Sheet = Schemas['RoundSheet']
export type Answer = Schemas['LinkedScoresInput']['scores'][number]

type Query<T> = UseQueryReturnType<T, Error>
const at = (id: MaybeRefOrGetter<string>) => ({ path: { id: toValue(id) } })
const part = (id: string, partId: string) => ({ path: { id, partId } })
const versioned = ({ version }: { version: number }) => ifMatch(`"${version}"`)
const ROWS = 50
const LINK_DAYS = 30

/** Rounds page after page, the latest first. */
export function useRounds(search: MaybeRefOrGetter<RoundSearch>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['rounds', 'list', toValue(search)]),
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/rounds', { params: { query: { ...toValue(search), limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { items: Round[]; nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** The open rounds that wait for the signed-in person's answers, asked only of somebody who may score. */
export function useRoundsToScore(asked: MaybeRefOrGetter<boolean>): Query<Round[]> {
  return useQuery<Round[]>({
    queryKey: ['rounds', 'mine'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/rounds', { params: { query: { mine: 'true', phase: 'open', limit: 20 } }, signal }))).items.filter((round) => !round.mine?.finishedAt),
    enabled: () => toValue(asked),
  })
}

export const useRound = (id: MaybeRefOrGetter<string>): Query<Round> =>
  useQuery<Round>({ queryKey: computed(() => ['rounds', 'one', toValue(id)]), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/rounds/{id}', { params: at(id), signal })) })

export const useProgress = (id: MaybeRefOrGetter<string>): Query<Progress> =>
  useQuery<Progress>({ queryKey: computed(() => ['rounds', 'progress', toValue(id)]), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/rounds/{id}/progress', { params: at(id), signal })) })

export const useRaters = (id: MaybeRefOrGetter<string>): Query<Rater[]> =>
  useQuery<Rater[]>({ queryKey: computed(() => ['rounds', 'raters', toValue(id)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/rounds/{id}/raters', { params: at(id), signal }))).items })

/** The stakeholders of a round, page after page, found by words. */
export function useMembers(id: MaybeRefOrGetter<string>, words: MaybeRefOrGetter<string>) {
  const q = computed(() => toValue(words).trim())
  const query = useInfiniteQuery({
    queryKey: computed(() => ['rounds', 'members', toValue(id), q.value]),
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/rounds/{id}/stakeholders', { params: { ...at(id), query: { limit: 100, ...(q.value ? { q: q.value } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { items: Member[]; nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** What one is asked to score, or what the rater without account is for whom one records. */
export const useSheetOf = (id: MaybeRefOrGetter<string>, raterId: MaybeRefOrGetter<string | undefined>): Query<Sheet> =>
  useQuery<Sheet>({
    queryKey: computed(() => ['rounds', 'sheet', toValue(id), toValue(raterId)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/rounds/{id}/sheet', { params: { ...at(id), query: toValue(raterId) ? { raterId: toValue(raterId) } : {} }, signal })),
    // What is on the screen is newer than any second reading.
    staleTime: Infinity,
    gcTime: 0,
  })

/** Accounts that may be asked, found by typing. */
export const useCandidates = (id: MaybeRefOrGetter<string>, words: MaybeRefOrGetter<string>): Query<Schemas['RaterCandidates']['items']> =>
  useQuery<Schemas['RaterCandidates']['items']>({
    queryKey: computed(() => ['rounds', 'candidates', toValue(id), toValue(words)]),
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/rounds/{id}/candidates', { params: { ...at(id), query: toValue(words).trim() ? { q: toValue(words).trim() } : {} }, signal }))).items,
    placeholderData: keepPreviousData,
  })

/** What changes a round; everything that shows it is read again. */
export function useRoundWrites() {
  const queries = useQueryClient()
  const fresh = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await Promise.all(['rounds', 'scores', 'results', 'classes'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    return done
  }
  return {
    create: (body: RoundDraft) => fresh(unwrap(api.POST('/api/v1/rounds', { body }))),
    patch: (round: Round, body: RoundPatch) => fresh(unwrap(api.PATCH('/api/v1/rounds/{id}', { params: at(round.id), headers: versioned(round), body }))),
    remove: (round: Round) => fresh(unwrap(api.DELETE('/api/v1/rounds/{id}', { params: at(round.id), headers: versioned(round) }))),
    restore: (id: string) => fresh(unwrap(api.POST('/api/v1/rounds/{id}/restore', { params: at(id) }))),
    open: (id: string) => fresh(unwrap(api.POST('/api/v1/rounds/{id}/open', { params: at(id) }))),
    close: (id: string) => fresh(unwrap(api.POST('/api/v1/rounds/{id}/close', { params: at(id) }))),
    reopen: (id: string, closesAt: string | null) => fresh(unwrap(api.POST('/api/v1/rounds/{id}/reopen', { params: at(id), body: closesAt ? { closesAt } : {} }))),
    addMembers: (id: string, body: Schemas['RoundStakeholderAddInput']) => fresh(unwrap(api.POST('/api/v1/rounds/{id}/stakeholders', { params: at(id), body }))),
    removeMember: (id: string, stakeholderId: string) => fresh(unwrap(api.DELETE('/api/v1/rounds/{id}/stakeholders/{stakeholderId}', { params: { path: { id, stakeholderId } } }))),
    addRaters: (id: string, raters: RaterDraft[]) => fresh(unwrap(api.POST('/api/v1/rounds/{id}/raters', { params: at(id), body: { raters } }))),
    removeRater: (id: string, rater: Rater) => fresh(unwrap(api.DELETE('/api/v1/rounds/{id}/raters/{partId}', { params: part(id, rater.id), headers: versioned(rater) }))),
    finish: (id: string, rater: { id: string; version: number }, finished: boolean) => fresh(unwrap(api.PATCH('/api/v1/rounds/{id}/raters/{partId}', { params: part(id, rater.id), headers: versioned(rater), body: { finished } }))),
    remind: (id: string, raterIds?: string[]) => fresh(unwrap(api.POST('/api/v1/rounds/{id}/reminders', { params: at(id), body: raterIds ? { raterIds } : {} }))),
    link: (id: string, raterId: string) => fresh(unwrap(api.POST('/api/v1/rounds/{id}/raters/{partId}/link', { params: part(id, raterId), body: { expiresInDays: LINK_DAYS } }))),
    revoke: (id: string, raterId: string) => fresh(unwrap(api.DELETE('/api/v1/rounds/{id}/raters/{partId}/link', { params: part(id, raterId) }))),
    /** Read again what scores change, when the desk is left. */
    settle: () => fresh(Promise.resolve()),
  }
}

/** Sends answers of a signed-in person; nothing is read again meanwhile, the desk keeps its own. */
export const sendAnswers = (roundId: string, raterId: string, answers: Answer[]): Promise<unknown> =>
  unwrap(api.POST('/api/v1/scores/batch', { body: { scores: answers.map((answer) => ({ ...answer, roundId, raterId })) } }))

const bearing = (secret: string) => ({ headers: { Authorization: `Link ${secret}` } })
/** The same desk without an account: the secret of a private link goes in a header, never in an address. */
export const linkedSheet = (secret: string): Promise<Sheet> => unwrap(api.GET('/api/v1/scoring/sheet', bearing(secret)))
export const sendLinked = (secret: string, scores: Answer[]): Promise<unknown> => unwrap(api.POST('/api/v1/scoring/scores', { ...bearing(secret), body: { scores } }))
export const finishLinked = (secret: string, finished: boolean): Promise<Sheet> => unwrap(api.POST('/api/v1/scoring/finish', { ...bearing(secret), body: { finished } }))
