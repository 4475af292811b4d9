import {
  Accessibility, Baby, BriefcaseBusiness, Building2, Circle, Factory, GraduationCap, Handshake, HeartPulse, House, Landmark, Leaf, MapPin, Megaphone, Microscope, Network, Newspaper, Package, Scale, School, ShieldCheck, Sprout, Star, Stethoscope, Swords, Truck, User, Users, Vote,
} from '@lucide/vue'
import type { Component } from 'vue'

/** The icons that a category can have, by the name that the database keeps; named one by one, so that the rest of the set stays out of the page. */
export const categoryIcons: Readonly<Record<string, Component>> = {
  users: Users, vote: Vote, 'briefcase-business': BriefcaseBusiness, handshake: Handshake, stethoscope: Stethoscope, 'heart-pulse': HeartPulse, package: Package, network: Network, 'map-pin': MapPin, landmark: Landmark, sprout: Sprout, scale: Scale, newspaper: Newspaper, swords: Swords,
  accessibility: Accessibility, baby: Baby, 'building-2': Building2, factory: Factory, 'graduation-cap': GraduationCap, house: House, leaf: Leaf, megaphone: Megaphone, microscope: Microscope, school: School, 'shield-check': ShieldCheck, star: Star, truck: Truck, user: User,
}

/** The icon of a category; a circle for one that is not known here. */
export const iconOf = (category: { icon: string } | null | undefined): Component => categoryIcons[category?.icon ?? ''] ?? Circle
