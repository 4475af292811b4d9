import type { Figure } from '../figures/content.ts'
import type { EditionBlockContent, EditionContent } from './content.ts'

export interface FigureAt { blockId: string; part: string; title: string; figure: Figure }

/** The figures of a block: its own, or those within its text. */
export function figuresOf({ id, title, body }: EditionBlockContent): FigureAt[] {
  const at = (figure: Figure): FigureAt => ({ blockId: id, part: figure.part, title: title || figure.label, figure })
  if (body.type === 'text') return body.paragraphs.flatMap((paragraph) => paragraph.runs.flatMap((run) => (run.type === 'figure' ? [at(run.figure)] : [])))
  return 'figure' in body ? [at(body.figure)] : []
}

export const allFigures = (content: EditionContent): FigureAt[] => content.blocks.flatMap(figuresOf)
export const said = ({ value, text }: Figure): { value: number | null; text: string } => ({ value, text })
