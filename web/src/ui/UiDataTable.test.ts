import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { createI18n } from 'vue-i18n'
import UiDataTable from './UiDataTable.vue'

interface Row {
  id: string
  name: string
  size: number | null
}

const names = ['Zoé', 'Éole', 'ami', 'eau', 'Bruz']
const rows: Row[] = names.map((name, index) => ({ id: `r${index}`, name, size: index === 2 ? null : index * 10 }))
const columns = [
  { id: 'name', label: 'Nom', value: (row: Row) => row.name, sortable: true, fixed: true },
  { id: 'size', label: 'Taille', value: (row: Row) => row.size, sortable: true },
]

let table: VueWrapper

function open(props: Record<string, unknown> = {}): VueWrapper {
  const i18n = createI18n({ legacy: false, locale: 'fr', missingWarn: false, fallbackWarn: false })
  table = mount(UiDataTable as never, {
    attachTo: document.body,
    global: { plugins: [i18n] },
    props: {
      columns,
      rows,
      rowId: (row: Row) => row.id,
      rowLabel: (row: Row) => row.name,
      label: 'Essai',
      selectable: true,
      'onUpdate:selection': (selection: string[]) => void table.setProps({ selection }),
      'onUpdate:sort': (sort: unknown) => void table.setProps({ sort }),
      ...props,
    } as never,
  }) as VueWrapper
  return table
}

async function press(key: string, options: object = {}): Promise<void> {
  await table.find('[role=grid]').trigger('keydown', { key, ...options })
  await nextTick()
}
const selected = (): unknown => table.emitted('update:selection')?.at(-1)?.[0]
const opened = (): unknown => table.emitted('open')?.at(-1)?.[0]
const shownNames = (): string[] => table.findAll('[role=rowgroup].body [role=row]').map((row) => row.findAll('[role=gridcell]')[1]?.text() ?? '')

beforeAll(() => {
  // No layout here: the virtual list asks the scroller for its size.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 640 })
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 800 })
})
afterEach(() => table.unmount())

describe('a table under the keyboard', () => {
  it('opens the row that the arrows lead to', async () => {
    open()
    await press('ArrowDown')
    await press('ArrowDown')
    await press('Enter')
    expect(opened()).toEqual(rows[1])
    await press('End')
    await press('Enter')
    expect(opened()).toEqual(rows[4])
  })
  it('chooses with Space and extends with Shift', async () => {
    open()
    await press('ArrowDown')
    await press(' ')
    expect(selected()).toEqual(['r0'])
    await press('ArrowDown', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    expect(selected()).toEqual(['r0', 'r1', 'r2'])
    await press(' ')
    expect(selected()).toEqual(['r0', 'r1'])
  })
  it('chooses all, then none, with Ctrl A', async () => {
    open()
    await press('a', { ctrlKey: true })
    expect(selected()).toEqual(rows.map((row) => row.id))
    await press('a', { ctrlKey: true })
    expect(selected()).toEqual([])
  })
  it('names the row it stands on for the screen reader', async () => {
    open()
    await press('ArrowDown')
    const active = table.find('[role=grid]').attributes('aria-activedescendant')
    expect(document.getElementById(active ?? '')?.textContent).toContain('Zoé')
  })
  it('never leaves its rows', async () => {
    open()
    await press('ArrowUp')
    await press('Enter')
    expect(opened()).toEqual(rows[0])
  })
  it('leaves the keys of a control in a cell to that control', async () => {
    open()
    await table.find('[role=gridcell] input').trigger('keydown', { key: 'Enter' })
    expect(opened()).toBeUndefined()
  })
})

describe('the order of a table', () => {
  it('follows French words, accents and capitals aside', async () => {
    open({ sort: { id: 'name', desc: false } })
    await nextTick()
    expect(shownNames()).toEqual(['ami', 'Bruz', 'eau', 'Éole', 'Zoé'])
  })
  it('keeps the unknown last in both directions', async () => {
    open({ sort: { id: 'size', desc: true } })
    await nextTick()
    expect(shownNames().at(-1)).toBe('ami')
    await table.setProps({ sort: { id: 'size', desc: false } })
    expect(shownNames().at(-1)).toBe('ami')
  })
  it('says itself in its head: ascending, descending, then none', async () => {
    open()
    const head = table.findAll('[role=columnheader]')[1]
    for (const order of ['ascending', 'descending', 'none']) {
      await head?.find('button').trigger('click')
      await nextTick()
      expect(table.findAll('[role=columnheader]')[1]?.attributes('aria-sort')).toBe(order)
    }
  })
})
