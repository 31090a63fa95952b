import { BurstTails } from "./burst_sizes.ts";
import { PeakPool } from "./peak_calibration.ts";

/** What a source's series have learned together: each is drawn to it while it is young. */
export class SourcePools {
  readonly peaks: PeakPool;
  readonly bursts: BurstTails;
  /** Surprise of gaps that have ended, as peaks. */
  readonly gaps: PeakPool;

  constructor(peaks = new PeakPool(), bursts = new BurstTails(), gaps = new PeakPool()) {
    this.peaks = peaks;
    this.bursts = bursts;
    this.gaps = gaps;
  }

  toState() {
    return { peaks: this.peaks.toState(), bursts: this.bursts.toState(), gaps: this.gaps.toState() };
  }

  static fromState({ peaks, bursts, gaps }: ReturnType<SourcePools["toState"]>): SourcePools {
    return new SourcePools(PeakPool.fromState(peaks), BurstTails.fromState(bursts), PeakPool.fromState(gaps));
  }
}
