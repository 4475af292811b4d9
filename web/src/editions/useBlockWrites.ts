import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAttempt } from '../sessions/attempt.ts'
import { useToast } from '../ui/toast.ts'
import { movedBy } from './order.ts'
import { useEditionWrites } from './store.ts'
import type { Block, BlockKind, BlockPatch } from './types.ts'

export interface BlockWrites {
  selected: Ref<string | undefined>
  save: (block: Block, change: BlockPatch) => Promise<boolean>
  order: (ids: string[]) => Promise<boolean>
  move: (block: Block, by: number) => Promise<boolean>
  insert: (kind: BlockKind, after: string | null) => Promise<boolean>
  remove: (block: Block) => Promise<boolean>
}

/** What is done with the blocks of an edition; moving and removing are undone by their toast. */
export function useBlockWrites(id: () => string, blocks: () => readonly Block[]): BlockWrites {
  const { t } = useI18n()
  const attempt = useAttempt()
  const { toast } = useToast()
  const writes = useEditionWrites()
  const selected = ref<string>()
  const idsNow = (): string[] => blocks().map((block) => block.id)

  const order = (ids: string[]) => attempt(async () => {
    const before = idsNow()
    await writes.order(id(), ids)
    toast({ text: t('editions.moved'), undo: () => attempt(() => writes.order(id(), before)) })
  })
  return {
    selected,
    // The version last read: what is written twice in a row goes on from the first answer.
    save: (block, change) => attempt(() => writes.patchBlock(id(), blocks().find((one) => one.id === block.id) ?? block, change)),
    order,
    move: (block, by) => order(movedBy(idsNow(), block.id, by)),
    insert: (kind, after) => attempt(async () => {
      const made = await writes.addBlock(id(), { kind, after, ...(kind === 'heading' ? { title: t('editions.newHeading'), level: 2 } : {}), ...(kind === 'index' ? { query: { figure: 'index', params: {} } } : {}) })
      selected.value = made.id
    }),
    remove: (block) => attempt(async () => {
      const place = idsNow().indexOf(block.id)
      await writes.removeBlock(id(), block)
      selected.value = undefined
      const { kind, title, text, query, level, guidance, standardCodes } = block
      const after = place > 0 ? (idsNow()[place - 1] ?? null) : null
      toast({ text: t('editions.removed'), undo: () => attempt(() => writes.addBlock(id(), { kind, title, text, query, level, guidance, standardCodes, after })) })
    }),
  }
}
