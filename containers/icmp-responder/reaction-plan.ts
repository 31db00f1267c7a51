import type { IcmpReaction, IcmpScript } from './script.ts';

const plainReply: IcmpReaction = { messages: [{}] };

/** Which reaction of a script comes next. The last of a list goes on for ever. */
export class ReactionPlan {
  readonly #script: IcmpScript;
  readonly #counts = new Map<string, number>();

  constructor(script: IcmpScript) {
    this.#script = script;
  }

  /** Takes the next reaction for an echo request to this address. */
  next(destination: string): IcmpReaction {
    const own = this.#script.byDestination?.[destination];
    const reactions = own ?? this.#script.reactions;
    // Requests to addresses without a list of their own are counted together.
    const key = own ? destination : '';
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return reactions[Math.min(count, reactions.length - 1)] ?? plainReply;
  }
}
