import { BriefcaseBusiness, Building2, CircleDot, Factory, Globe, GraduationCap, Handshake, HeartPulse, Hospital, Landmark, Leaf, MapPin, Minus, Network, Newspaper, Package, Plus, Scale, Shield, Sprout, Stethoscope, Store, Swords, Truck, Users, Vote } from '@lucide/vue'
import { h, render, type Component } from 'vue'

/** The icons that a category may bear, by the name that the database keeps. */
const icons: Record<string, Component> = {
  'briefcase-business': BriefcaseBusiness, 'building-2': Building2, 'circle-dot': CircleDot, factory: Factory, globe: Globe, 'graduation-cap': GraduationCap, handshake: Handshake, 'heart-pulse': HeartPulse, hospital: Hospital, landmark: Landmark,
  leaf: Leaf, 'map-pin': MapPin, minus: Minus, network: Network, newspaper: Newspaper, package: Package, plus: Plus, scale: Scale, shield: Shield, sprout: Sprout, stethoscope: Stethoscope, store: Store, swords: Swords, truck: Truck, users: Users, vote: Vote,
}

/** The icon of a category; a plain one for a name that is not known here. */
export const iconOf = (name: string): Component => icons[name] ?? CircleDot

const drawn: Record<string, string> = {
  plus2: 'M3 12h8M7 8v8M13 12h8M17 8v8',
  minus2: 'M3 12h8M13 12h8',
  equal: 'M6 9.5h12M6 14.5h12',
  cross: 'M6 6l12 12m0-12L6 18',
  hatch: 'M-2 8 8 -2M-2 16 16 -2M-2 24 24 -2M6 26 26 6M14 26 26 14',
}
const made = new Map<string, string>()

/** The image of a glyph in a colour as a data address, made once. */
export function glyphImage(name: string, color: string): string {
  const key = `${name} ${color}`
  const known = made.get(key)
  if (known !== undefined) return known
  const path = drawn[name]
  const svg = path === undefined ? outline(iconOf(name), color) : `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="${color}" stroke-width="${name === 'hatch' ? 1.5 : 2.5}" stroke-linecap="round"><path d="${path}"/></svg>`
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`
  made.set(key, address)
  return address
}

function outline(icon: Component, color: string): string {
  const host = document.createElement('div')
  render(h(icon, { size: 48, color, strokeWidth: 2, xmlns: 'http://www.w3.org/2000/svg' }), host)
  const svg = host.innerHTML
  render(null, host)
  return svg
}
