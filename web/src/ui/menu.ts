import type { Component } from 'vue'

export interface MenuItem {
  kind?: 'item'
  label: string
  run: () => unknown
  icon?: Component
  /** Shown at the end: a shortcut, a count. */
  hint?: string
  danger?: boolean
  disabled?: boolean
  /** A choice that is on or off. */
  checked?: boolean
  /** The menu stays open after it. */
  stay?: boolean
}

export type MenuEntry = MenuItem | { kind: 'separator' } | { kind: 'heading'; label: string }
