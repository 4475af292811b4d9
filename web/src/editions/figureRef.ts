import type { Content, Figure, FigureRef } from './types.ts'

/** A figure named in an address: edition, block, part. */
export const figureId = (editionId: string, { blockId, part }: FigureRef): string => `${editionId}.${blockId}.${part}`

export function parseFigureId(id: string): FigureRef & { editionId: string } {
  const [editionId = '', blockId = '', part = '0'] = id.split('.')
  return { editionId, blockId, part }
}

/** The figure of a block: its own, or the one within its text. */
export function figureAt(content: Content, { blockId, part }: FigureRef): Figure | undefined {
  const body = content.blocks.find((block) => block.id === blockId)?.body
  if (body?.type === 'text') return body.paragraphs.flatMap((paragraph) => paragraph.runs.flatMap((run) => (run.type === 'figure' && run.figure.part === part ? [run.figure] : [])))[0]
  return body && 'figure' in body ? body.figure : undefined
}
