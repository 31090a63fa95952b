/** A request whose whole body has come with it: reading a stream of that costs more than all else that a small request does. */
export class ArrivedRequest extends Request {
  readonly arrived: Uint8Array<ArrayBuffer>;

  constructor(url: string, { body, ...init }: RequestInit & { readonly body: Uint8Array<ArrayBuffer> }) {
    super(url, { ...init, body });
    this.arrived = body;
  }
}
