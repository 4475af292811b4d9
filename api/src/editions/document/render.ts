import { docxOf } from '../../document/docx.ts'
import { pdfOf } from '../../document/pdf.ts'
import type { EditionContent } from '../content.ts'
import type { BeforeFigure, EditionMark } from './context.ts'
import { outlineOf } from './outline.ts'
import { workbookOf } from './workbook.ts'

export const editionFormats = ['pdf', 'docx', 'xlsx'] as const
export type EditionFormat = (typeof editionFormats)[number]
export interface EditionOrder { content: EditionContent; mark: EditionMark; before: readonly BeforeFigure[]; format: EditionFormat; madeAt: Date }

/** The bytes of a report; some seconds of a processor for a long one, so on a thread of its own (`api/src/threads`). */
export function editionDocument({ content, mark, before, format, madeAt }: EditionOrder): Promise<Uint8Array> {
  if (format === 'xlsx') return workbookOf(content, mark, before)
  const parts = outlineOf(content, mark, before)
  return format === 'pdf' ? pdfOf(parts, madeAt) : docxOf(parts)
}
