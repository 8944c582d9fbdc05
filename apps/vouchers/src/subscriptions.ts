import type { EventHandler, SubscriptionDeclaration } from '@fangpiao/chassis';

/** Door 2, own events: what follows from them inside this service. */
export const reactions: readonly EventHandler[] = [];

/** Door 2, other agencies' events. */
export const subscriptions: readonly SubscriptionDeclaration[] = [];
