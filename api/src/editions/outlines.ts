import { readFile } from 'node:fs/promises'
import { referenceFolder } from '@convergence/db'
import { z } from 'zod'
import { FigureQuery } from '../figures/content.ts'
import { schema } from '@convergence/db'

const words = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })
const OutlineBlock = z.strictObject({
  kind: z.enum(schema.blockKind.enumValues), level: z.int().min(1).max(3).optional(), title: words.optional(), guidance: words.optional(),
  query: FigureQuery.optional(), codes: z.array(z.string()).optional(),
})
const Outline = z.strictObject({ code: z.string(), label: words, description: words, source: words, blocks: z.array(OutlineBlock).min(1) })
const Standard = z.strictObject({ code: z.string(), framework: z.string(), label: words })
export const OutlinesFile = z.strictObject({ note: z.string(), date: z.string(), standards: z.array(Standard), outlines: z.array(Outline) })
export type Outline = z.output<typeof Outline>
export type Standard = z.output<typeof Standard>

let loaded: Promise<z.output<typeof OutlinesFile>> | undefined
/** The ready outlines and the codes of the frameworks, as shipped; read once. */
export const loadOutlines = (): Promise<z.output<typeof OutlinesFile>> => (loaded ??= readFile(`${referenceFolder}/report-outlines.json`, 'utf8').then((text) => OutlinesFile.parse(JSON.parse(text))))

export const findOutline = async (code: string): Promise<Outline | undefined> => (await loadOutlines()).outlines.find((outline) => outline.code === code)
