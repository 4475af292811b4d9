import { schema } from '@convergence/db'

export type Horizon = (typeof schema.horizon.enumValues)[number]
/** From today to the furthest. */
export const horizons: readonly Horizon[] = schema.horizon.enumValues

/** Whether a scenario that runs up to `end` says something of a horizon: of every one after today, up to its own. */
export const covers = (end: Horizon, horizon: Horizon): boolean => horizon !== 'now' && horizons.indexOf(horizon) <= horizons.indexOf(end)

/** The furthest of the horizons; today when there is none. */
export const furthest = (all: readonly Horizon[]): Horizon => horizons.findLast((horizon) => all.includes(horizon)) ?? 'now'
