import { schema } from '@convergence/db'
import { z } from 'zod'
import { BlockBody } from '../figures/content.ts'
import { day, uuid } from '../schemas.ts'

export const EditionBlockContent = z
  .strictObject({
    id: uuid,
    kind: z.enum(schema.blockKind.enumValues),
    number: z.string().describe('"2.1" of a heading, "Tableau 3" or "Figure 2" of what is captioned, else empty'),
    title: z.string().describe('Of a heading: its words; of the others: the caption, else empty'),
    standardCodes: z.array(z.string()),
    body: BlockBody,
  })
  .meta({ id: 'EditionBlockContent' })
export type EditionBlockContent = z.output<typeof EditionBlockContent>

/** All that an edition says, without any text that is internal; the screen, the public page, the DOCX, the PDF and the XLSX are made from it alone. */
export const EditionContent = z
  .strictObject({
    model: z.literal('edition@1'),
    audience: z.enum(['inside', 'outside']).describe('outside: small cells are withheld, nothing links into the application'),
    fictional: z.boolean(),
    heading: z.strictObject({
      organisation: z.string().describe('Empty when the server does not know its organisation'),
      reference: z.string(), title: z.string(), subtitle: z.string(), periodStart: day, periodEnd: day,
      language: z.enum(schema.locale.enumValues), perimeter: z.string(), signatory: z.string(),
      approval: z.strictObject({ by: z.string(), meeting: z.string(), on: day }).nullable(),
    }),
    minimumCell: z.int().min(3).max(100),
    blocks: z.array(EditionBlockContent),
  })
  .meta({ id: 'EditionContent', description: 'What an edition of the report says: typed, versioned, the same for the screen, the public page and the documents.' })
export type EditionContent = z.output<typeof EditionContent>
