import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { createI18n } from 'vue-i18n'
import { messages } from '../locales/fr/index.ts'
import NumberField from './NumberField.vue'

afterEach(() => document.body.replaceChildren())

function open(modelValue: number | undefined) {
  const i18n = createI18n({ legacy: false, locale: 'fr', messages: { fr: messages } as never, missingWarn: false, fallbackWarn: false })
  return mount(NumberField, { attachTo: document.body, global: { plugins: [i18n] }, props: { label: 'Valeur', unit: 'kg/pers.', modelValue } })
}

describe('a quantity with its unit', () => {
  it('takes a decimal comma and spaces, shows the unit beside, and is named by its label', async () => {
    const field = open(undefined)
    const input = field.get('input')
    await input.setValue('1 234,5')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual([1234.5])
    expect(field.text()).toContain('kg/pers.')
    expect(field.get('label').attributes('for')).toBe(input.attributes('id'))
  })

  it('says of what is no number that it is none, and gives nothing', async () => {
    const field = open(3)
    await field.get('input').setValue('douze')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual([undefined])
    await field.setProps({ modelValue: undefined })
    await nextTick()
    expect(field.get('input').attributes('aria-invalid')).toBe('true')
    expect(field.text()).toContain('Ce n’est pas un nombre')
    expect((field.get('input').element as HTMLInputElement).value).toBe('douze')
  })

  it('shows a value from outside with a comma', () => {
    expect((open(12.25).get('input').element as HTMLInputElement).value).toBe('12,25')
  })
})
