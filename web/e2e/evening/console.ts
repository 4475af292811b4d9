import { expect, type Page } from '@playwright/test'
import { promises, rewordings, valueOf, words } from './script.ts'

/** What the console is told, in its order, as the server should have taken it. */
export type Said =
  | { kind: 'position.record'; point: number; version: number; holder: number; value: number; reason: string; reservation: string }
  | { kind: 'point.reword' | 'commitment.note'; point: number; statement: string }

/** The recording screen in the hands of somebody who uses nothing but keys. */
export class Console {
  readonly said: Said[] = []
  /** Keys that record and that move; then the letters of what is written. */
  presses = 0
  letters = 0
  private readonly versions = new Map<number, number>()

  private page: Page
  private readonly holders: number

  constructor(page: Page, holders: number) {
    this.page = page
    this.holders = holders
  }

  static readonly mark = (page: Page) => page.locator('[role=status][data-state]')

  /** Goes on in another tab. */
  resume(page: Page): void {
    this.page = page
  }

  async press(key: string): Promise<void> {
    this.presses += 1
    await this.page.keyboard.press(key)
  }

  private async write(text: string): Promise<void> {
    this.letters += text.length
    await this.page.keyboard.type(text)
  }

  /** Round the table on one point, with what is said in words, reworded and promised on the way. */
  async record(point: number): Promise<void> {
    const rewording = rewordings.find((one) => one.point === point)
    if (rewording) {
      await this.walk(point, rewording.after)
      await this.reword(rewording)
    }
    await this.walk(point, this.holders)
    for (const one of promises) if (one.point === point) await this.promise(one)
  }

  /** A commitment, by its key: what, by whom. */
  private async promise({ point, statement, owner }: (typeof promises)[number]): Promise<void> {
    await this.press(':')
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Ce qui est promis').fill(statement)
    await dialog.getByLabel('Par qui').fill(owner)
    await this.press('Control+Enter')
    await expect(dialog).toHaveCount(0)
    this.said.push({ kind: 'commitment.note', point, statement })
  }

  private async walk(point: number, holders: number): Promise<void> {
    await this.press('Home')
    for (let holder = 0; holder < holders; holder += 1) {
      const value = valueOf(point, holder)
      await this.press(String(value + 3))
      this.keep(point, holder, '', '')
      const spoken = words.find((one) => one.point === point && one.holder === holder)
      if (spoken) await this.speak(spoken)
      if (holder < holders - 1) await this.press('ArrowRight')
    }
  }

  private keep(point: number, holder: number, reason: string, reservation: string): void {
    this.said.push({ kind: 'position.record', point, version: this.versions.get(point) ?? 1, holder, value: valueOf(point, holder), reason, reservation })
  }

  /** Why, and with which reservation; the walk round the table then goes on from there. */
  private async speak({ point, holder, reason, reservation }: (typeof words)[number]): Promise<void> {
    await this.press('Enter')
    await expect(this.page.getByLabel('Motif', { exact: true })).toBeFocused()
    await this.write(reason)
    await this.press('Tab')
    await this.write(reservation)
    await this.press('Control+Enter')
    await expect(this.page.getByLabel('Motif', { exact: true })).toHaveCount(0)
    this.keep(point, holder, reason, reservation)
  }

  private async reword({ point, statement, reason }: (typeof rewordings)[number]): Promise<void> {
    await this.press('w')
    const dialog = this.page.getByRole('dialog')
    await expect(dialog.getByLabel('Texte soumis à discussion')).toBeVisible()
    await dialog.getByLabel('Texte soumis à discussion').fill(statement)
    await dialog.getByLabel('Pourquoi ce changement').fill(reason)
    await this.press('Control+Enter')
    await expect(dialog).toHaveCount(0)
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(statement)
    // No position of the former wording stands on the new one.
    await expect(this.page.locator('[data-holder]:not([data-state=""])')).toHaveCount(0)
    this.versions.set(point, 2)
    this.said.push({ kind: 'point.reword', point, statement })
  }
}

/** All that was done is on the server. */
export const saved = (page: Page): Promise<void> => expect(Console.mark(page)).toHaveAttribute('data-state', 'saved', { timeout: 90_000 })
