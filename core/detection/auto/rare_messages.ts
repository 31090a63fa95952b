const DAY_MS = 86_400_000;
/**
 * Rare messages that come within so long of each other are one cluster, less where they are so frequent that chance would join
 * more than a fifth of them: with 400 a day it is 43 s.
 */
const CLUSTER_MS = 300_000;
const JOINED_BY_CHANCE = 0.2;
/** Companions came last within so long of each other, and so they do again: the messages of a restart. */
const COMPANION_MS = 120_000;
/** Least mean score of a cluster, so that a calm past does not make the second rare message of a week a finding. */
const LEAST_MEAN = 0.7;
const MOST_SCORE = 10;
/** How many messages of a cluster are told of; those after them add to its score alone. */
const MOST_MESSAGES = 100;
/** How much the clusters seen so far say of the next: as much as those of this many days at most. */
const MEMORY_DAYS = 2;

/** A rare message's first line after a long time. */
export interface RareSighting {
  readonly template: string;
  readonly timeMs: number;
  /** When it came before, epoch milliseconds, or null for a new one. */
  readonly lastMs: number | null;
  /** Sightings a day by what is known of it, above 0. */
  readonly perDay: number;
}

/** A sighting as part of a cluster. */
export interface Clustered extends RareSighting {
  told: boolean;
}

/**
 * The rare messages of a source, new ones and ones that come back, as clusters in time. A cluster's score is the sum of its messages' rarity, log(6 / sightings
 * a day); how many clusters of such a score come a day follows from how many came lately and from their mean score
 * (exponential tail). So one new message in a source that has none for days is news, the 400th today is not, and several
 * at once are more than the sum. Companions of a known cluster count as one: a restart repeats its messages.
 */
export class RareMessages {
  #cluster: Clustered[] = [];
  #clusterScore = 0;
  /** Time of the cluster's last message. */
  #lastMs = 0;
  #clusters: number;
  #days = 0.25;
  #ageDays = 0;
  #score = 3;
  #scored = 3;
  #sightings = 0;

  /** @param prior clusters in the first quarter of a day, before any was seen. */
  constructor(prior = 0.5) {
    this.#clusters = prior;
  }

  /** Clusters a day, lately. */
  get perDay(): number {
    return this.#clusters / this.#days;
  }

  /**
   * Takes a sighting. Returns how many clusters so rare as this one now is are expected a day, and its messages; or null
   * where it is a companion of one that was taken.
   */
  add(sighting: RareSighting): { readonly perDay: number; readonly cluster: readonly Clustered[] } | null {
    this.#endCluster(sighting.timeMs);
    const { lastMs } = sighting;
    const isCompanion = lastMs !== null &&
      this.#cluster.some((other) => other.lastMs !== null && Math.abs(other.lastMs - lastMs) <= COMPANION_MS);
    if (isCompanion) return null;
    if (this.#cluster.length < MOST_MESSAGES) this.#cluster.push({ ...sighting, told: false });
    this.#clusterScore += Math.max(0.1, Math.log(6 / sighting.perDay));
    this.#lastMs = sighting.timeMs;
    this.#sightings++;
    const mean = Math.max(LEAST_MEAN, this.#score / this.#scored);
    return { perDay: this.perDay * Math.exp(-this.#clusterScore / mean), cluster: this.#cluster };
  }

  /**
   * How many clusters a day are expected that are so rare as the present one and have a message with this many lines (Fisher's product of both probabilities); null
   * where the message is not of the present one. @param nats -log of the probability of its lines
   */
  withLines(template: string, nats: number): number | null {
    if (!this.#cluster.some((member) => member.template === template)) return null;
    const mean = Math.max(LEAST_MEAN, this.#score / this.#scored);
    const both = this.#clusterScore / mean + nats;
    return this.perDay * Math.exp(-both) * (1 + both);
  }

  /** Lets time pass. @param seenMs how much of it was watched over. */
  pass(timeMs: number, seenMs: number): void {
    this.#endCluster(timeMs);
    const days = seenMs / DAY_MS;
    this.#ageDays += days;
    const keep = Math.exp(-days / Math.min(MEMORY_DAYS, Math.max(0.25, this.#ageDays / 2)));
    this.#clusters *= keep;
    this.#sightings *= keep;
    this.#days = this.#days * keep + days;
    const slow = Math.exp(-days * 0.2);
    this.#score *= slow;
    this.#scored *= slow;
  }

  toState() {
    const scores = [this.#score, this.#scored] as const;
    const numbers = [this.#clusters, this.#days, ...scores, this.#ageDays, this.#sightings] as const;
    const cluster = this.#cluster.map((sighting) => ({ ...sighting }));
    return { numbers, cluster, clusterScore: this.#clusterScore, lastMs: this.#lastMs };
  }

  static fromState({ numbers, cluster, clusterScore, lastMs }: ReturnType<RareMessages["toState"]>): RareMessages {
    const rare = new RareMessages();
    [rare.#clusters, rare.#days, rare.#score, rare.#scored, rare.#ageDays, rare.#sightings] = numbers;
    rare.#cluster = cluster.map((sighting) => ({ ...sighting }));
    rare.#clusterScore = clusterScore;
    rare.#lastMs = lastMs;
    return rare;
  }

  #endCluster(timeMs: number): void {
    const reachMs = Math.min(CLUSTER_MS, JOINED_BY_CHANCE * DAY_MS * this.#days / Math.max(1, this.#sightings));
    if (this.#cluster.length === 0 || timeMs - this.#lastMs <= reachMs) return;
    this.#clusters++;
    this.#score += Math.min(this.#clusterScore, MOST_SCORE);
    this.#scored++;
    this.#cluster = [];
    this.#clusterScore = 0;
  }
}
