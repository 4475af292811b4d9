import { useI18n } from 'vue-i18n'
import type { TableId } from './tables.ts'

type Name = '1' | '2' | '3'

/** The names of the method's tables, in the language in force. */
export function useTableWords(): { shortOf: (id: TableId, order: Name) => string; titleOf: (id: TableId, order: Name) => string; explainOf: (id: TableId) => string } {
  const { t } = useI18n()
  const named = (id: TableId, order: Name) => ({ order, kind: t(`mactor.kind.${order}.${id === 'mao' ? 'stance' : 'pair'}`) })
  return {
    shortOf: (id, order) => t(`mactor.table.${id}.short`, named(id, order)),
    titleOf: (id, order) => t(`mactor.table.${id}.title`, named(id, order)),
    explainOf: (id) => t(`mactor.table.${id}.explain`),
  }
}
