import { computed, shallowRef } from 'vue'
import type { Anchor, Stamp } from './clock.ts'
import { newUuid } from './ids.ts'
import { type Draft, inOrder, type Operation } from './queue.ts'
import type { Vault } from './vault.ts'

/**
 * What was done on this device: in this page at once, in the vault as soon as it is sealed. Writes to the vault go one after the
 * other, so that their order is that of the keys pressed.
 */
export class Ledger {
  readonly operations = shallowRef<readonly Operation[]>([])
  readonly waiting = computed(() => this.operations.value.filter((o) => o.status === 'waiting').length)
  readonly #vault: Vault
  readonly #tell: () => void
  /** The vault takes nothing any more: what is here lasts as long as the page. */
  readonly #onLoss: () => void
  /** Made here and not in the vault yet; changed here and not in the vault yet; on the screen and not in the vault any more. */
  readonly #unplaced = new Set<string>()
  readonly #unsaved = new Set<string>()
  readonly #gone = new Set<string>()
  #writing: Promise<unknown> = Promise.resolve()

  constructor(vault: Vault, tell: () => void, onLoss: () => void) {
    this.#vault = vault
    this.#tell = tell
    this.#onLoss = onLoss
  }

  /** Resolves when the vault holds what was done so far. */
  settled = (): Promise<void> => this.#writing.then(() => undefined)
  isPlaced = ({ id }: Operation): boolean => !this.#unplaced.has(id)

  #chain<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#writing.then(work)
    this.#writing = done.catch(() => undefined)
    return done
  }

  /** Takes over what another tab did; what this one has not kept yet stays. */
  reload(): Promise<void> {
    return this.#chain(async () => {
      const kept = new Map((await this.#vault.operations()).map((o) => [o.id, o]))
      const own = this.operations.value.filter((o) => !kept.has(o.id) || this.#unsaved.has(o.id))
      for (const o of own) kept.delete(o.id)
      this.operations.value = inOrder([...kept.values(), ...own])
    })
  }

  /** `then` is called once the operation is kept, or cannot be. */
  add(sessionId: string, draft: Draft, done: Stamp, known: Anchor | null, then: () => void): Operation {
    const order = Math.max(Date.now() * 1000, ...this.operations.value.slice(-1).map((o) => o.order + 1))
    const made: Operation = { ...draft, id: newUuid(), sessionId, order, sequence: null, done, known, status: 'waiting', code: '', message: '', resultId: null, saidAt: null, current: null }
    this.operations.value = [...this.operations.value, made]
    this.#unplaced.add(made.id)
    void this.#chain(async () => {
      const placed = await this.#vault.add(made).catch(() => this.#onLoss())
      this.operations.value = this.operations.value.map((o) => (o.id === made.id ? { ...o, order: placed ?? o.order } : o))
      this.#unplaced.delete(made.id)
      this.#tell()
    }).then(then)
    return made
  }

  /** Puts a new state of the operations, and keeps those that differ. */
  put(next: readonly Operation[]): Promise<void> {
    const before = new Map(this.operations.value.map((o) => [o.id, o]))
    const ids = new Set(next.filter((o) => before.get(o.id) !== o).map((o) => o.id))
    this.operations.value = next
    if (ids.size === 0) return Promise.resolve()
    for (const id of ids) this.#unsaved.add(id)
    return this.#chain(async () => {
      await this.#vault.save(this.operations.value.filter((o) => ids.has(o.id) && !this.#gone.has(o.id))).catch(() => this.#onLoss())
      for (const id of ids) this.#unsaved.delete(id)
      this.#tell()
    })
  }

  change(ids: readonly string[], part: Partial<Operation>): Promise<void> {
    return this.put(this.operations.value.map((o) => (ids.includes(o.id) ? { ...o, ...part } : o)))
  }

  /** Lets go of what was applied and has been read back; this page still shows it. */
  async forget(ids: readonly string[]): Promise<void> {
    const left = this.operations.value.filter((o) => ids.includes(o.id) && !this.#gone.has(o.id) && this.isPlaced(o))
    for (const o of left) this.#gone.add(o.id)
    if (left.length > 0) await this.#chain(() => this.#vault.remove(left.map((o) => o.order))).catch(() => undefined)
  }
}
