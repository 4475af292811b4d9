import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Stakeholder = Schemas['Stakeholder']
export type StakeholderCreate = Schemas['StakeholderCreateInput']
export type StakeholderPatch = Schemas['StakeholderPatchInput']
export type StakeholderBatch = Schemas['StakeholderBatchInput']
export type StakeholderSearch = Schemas['StakeholderSearchInput']
export type StakeholderCount = Schemas['StakeholderCountInput']
export type StakeholderFacets = Schemas['StakeholderFacets']
export type StakeholderSheet = Schemas['StakeholderSheet']
export type StakeholderRef = Schemas['StakeholderRef']
export type SheetMandate = Schemas['SheetMandate']
export type SheetTie = Schemas['SheetTie']
export type SheetImpact = Schemas['SheetImpact']
export type SheetExpectation = Schemas['SheetExpectation']
export type SheetSession = Schemas['SheetSession']
export type SheetPoint = Schemas['SheetPoint']
export type SheetPosition = Schemas['SheetPosition']
export type Category = Schemas['Category']

export const kinds = ['organisation', 'group', 'person'] as const
export const sides = ['internal', 'external'] as const
export const spheres = ['participates', 'observes', 'relates'] as const
export const statuses = ['active', 'emerging', 'archived'] as const
