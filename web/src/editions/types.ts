import type { components, operations } from '../api/generated.ts'

type Payload<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Edition = components['schemas']['Edition']
export type EditionCreate = Payload<'createEdition'>
export type EditionPatch = Payload<'updateEdition'>
export type EditionFreeze = Payload<'freezeEdition'>
export type Block = components['schemas']['EditionBlock']
export type BlockCreate = Payload<'createEditionBlock'>
export type BlockPatch = Payload<'updateEditionBlock'>
export type BlockKind = Block['kind']
export type EditionView = components['schemas']['EditionView']
export type Content = components['schemas']['EditionContent']
export type BlockContent = components['schemas']['EditionBlockContent']
export type Body = BlockContent['body']
export type BodyOf<Type extends Body['type']> = Extract<Body, { type: Type }>
export type Figure = components['schemas']['EditionFigure']
export type FigureDefinition = components['schemas']['FigureDefinition']
export type FigureQuery = components['schemas']['FigureQuery']
export type Comparison = Omit<components['schemas']['EditionComparison'], 'nextCursor'>
export type Drift = Omit<components['schemas']['EditionDrift'], 'nextCursor'>
export type Params = FigureQuery['params']
/** A figure of a block: which one of a text; "0" of any other. */
export interface FigureRef { blockId: string; part: string }
