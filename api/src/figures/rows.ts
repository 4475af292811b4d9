import { z } from 'zod'

/** A row behind a figure: what was looked at, and whether it counted. */
export const FigureRow = z
  .strictObject({
    id: z.string().describe('Unique within the figure'),
    type: z.string().describe('Noun of the object: session, point, commitment…'),
    objectId: z.uuid(),
    label: z.string(),
    detail: z.string(),
    at: z.string().nullable().describe('Day or instant on which it counts'),
    counted: z.boolean().describe('false: looked at, and part of the denominator only'),
  })
  .meta({ id: 'FigureRow' })
export type FigureRow = z.output<typeof FigureRow>
