import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Processing = Schemas['Processing']
export type PrivacySettings = Schemas['PrivacySettings']
export type PrivacyRegister = Schemas['PrivacyRegister']
export type RetentionRule = Schemas['RetentionRule']
export const processingKinds = ['map', 'consultation', 'address_book'] as const
export const legalBases = ['legitimate_interest', 'public_task', 'consent', 'contract', 'legal_obligation', 'vital_interests'] as const
/** Shortest balancing test and shortest justification, in characters. */
export const REASON_MIN = 20

const byId = (id: string) => ({ params: { path: { id } } })

/** The register as it stands now: who answers, the processings, how long each category is kept, and what is still missing. */
export const usePrivacyRegister = () => useQuery({ queryKey: ['privacy', 'register'], queryFn: () => unwrap(api.GET('/api/v1/privacy/register')) })

export function useRegisterWrites() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['privacy'] })
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled }).mutateAsync
  return {
    create: change((body: Schemas['ProcessingCreateInput']) => unwrap(api.POST('/api/v1/processings', { body }))),
    patch: change(({ of, body }: { of: Processing; body: Schemas['ProcessingPatchInput'] }) => unwrap(api.PATCH('/api/v1/processings/{id}', { ...byId(of.id), headers: ifMatch(`"${of.version}"`), body }))),
    remove: change((of: Processing) => unwrap(api.DELETE('/api/v1/processings/{id}', { ...byId(of.id), headers: ifMatch(`"${of.version}"`) }))),
    settings: change(({ of, body }: { of: PrivacySettings; body: Schemas['PrivacySettingsPatchInput'] }) => unwrap(api.PATCH('/api/v1/privacy/settings', { headers: ifMatch(`"${of.version}"`), body }))),
    rule: change(({ of, body }: { of: RetentionRule; body: Schemas['RetentionRulePatchInput'] }) => unwrap(api.PATCH('/api/v1/retention-rules/{category}', { params: { path: { category: of.category } }, headers: ifMatch(`"${of.version}"`), body }))),
  }
}

/** What puts a processing back after it was taken out. */
export const backOf = ({ perimeterId, kind, name, purpose, legalBasis, balancingTest, ownerId, endsOn, recipients, measures }: Processing): Schemas['ProcessingCreateInput'] =>
  ({ perimeterId, kind, name, purpose, legalBasis, balancingTest, ownerId, endsOn, recipients, measures })

/** The register as rows for a spreadsheet: a line per processing, headed by `words`. */
export function registerRows(register: PrivacyRegister, words: { heads: readonly string[]; kindOf: (kind: Processing['kind']) => string; basisOf: (basis: Processing['legalBasis']) => string }): string[][] {
  const { settings } = register
  const who = [settings.controller, settings.controllerContact].filter(Boolean).join(', ')
  const officer = [settings.dpo, settings.dpoContact].filter(Boolean).join(', ')
  const processors = settings.processors.map((one) => `${one.name} (${one.purpose}, ${one.country})`).join(' ; ')
  return [[...words.heads], ...register.processings.map((one) => [one.name, words.kindOf(one.kind), one.purpose, words.basisOf(one.legalBasis), one.balancingTest, one.ownerName, one.endsOn, one.recipients.join(' ; '), one.measures, who, officer, processors])]
}
export const registerColumns = ['name', 'kind', 'purpose', 'basis', 'balancing', 'owner', 'end', 'recipients', 'measures', 'controller', 'officer', 'processors'] as const
