import { BurstTails } from "./burst_sizes.ts";
import { PeakPool } from "./peak_calibration.ts";
import { PooledBursts } from "./pooled_bursts.ts";

/** What a source's series have learned together: each is drawn to it while it is young. */
export class SourcePools {
  readonly peaks: PeakPool;
  readonly bursts: BurstTails;
  /** Surprise of gaps that have ended, as peaks. */
  readonly gaps: PeakPool;
  /** Bursts of messages whose rates are watched. */
  readonly brief: PooledBursts;

  constructor(
    { peaks = new PeakPool(), bursts = new BurstTails(), gaps = new PeakPool(), brief = new PooledBursts() } = {},
  ) {
    this.peaks = peaks;
    this.bursts = bursts;
    this.gaps = gaps;
    this.brief = brief;
  }

  toState() {
    const { peaks, bursts, gaps, brief } = this;
    return { peaks: peaks.toState(), bursts: bursts.toState(), gaps: gaps.toState(), brief: brief.toState() };
  }

  static fromState({ peaks, bursts, gaps, brief }: ReturnType<SourcePools["toState"]>): SourcePools {
    return new SourcePools({
      peaks: PeakPool.fromState(peaks),
      bursts: BurstTails.fromState(bursts),
      gaps: PeakPool.fromState(gaps),
      brief: new PooledBursts(brief),
    });
  }
}
