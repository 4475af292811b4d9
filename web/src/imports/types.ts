import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Import = Schemas['Import']
export type ImportSummary = Schemas['ImportSummary']
export type ImportPatch = Schemas['ImportPatchInput']
export type ImportChoice = Schemas['ImportChoice']
export type CheckReport = Schemas['ImportCheckReport']
export type RowProblem = Schemas['ImportRowProblem']
export type ImportField = Schemas['ImportFields']['items'][number]
export type Target = 'stakeholders' | 'ties'
export type Mapping = Record<string, string[]>
