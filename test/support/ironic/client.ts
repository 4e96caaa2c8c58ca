/** The REST API of an Ironic without authentication: nodes, their states and their steps; starting one is the business of ironic.ts. */
import { until } from "../servers/port.ts";

/** What tests ask of a node; the API has more. */
export interface IronicNode {
  readonly uuid: string;
  readonly provision_state: string;
  readonly target_provision_state: string | null;
  readonly power_state: string | null;
  readonly last_error: string | null;
  readonly maintenance: boolean;
  /** Who has its lock. */
  readonly reservation: string | null;
  readonly instance_info: Readonly<Record<string, unknown>>;
  readonly driver_internal_info: Readonly<Record<string, unknown>>;
  readonly deploy_step: Readonly<Record<string, unknown>>;
}

export interface Step {
  readonly interface: "deploy" | "bios" | "raid" | "management" | "power";
  readonly step: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Of steps of a deploy; those of cleaning and service have their order from the list. */
  readonly priority?: number;
}

export interface Enrolment {
  readonly name: string;
  readonly mac: string;
  /** "fake-hardware" if absent. */
  readonly driver?: "fake-hardware" | "ipmi";
  readonly driverInfo?: Readonly<Record<string, unknown>>;
  readonly instanceInfo?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Names of interfaces beside the deploy interface, which is custom-agent, such as {"boot_interface": "ipxe"}. */
  readonly interfaces?: Readonly<Record<string, string>>;
}

/** What is asked for: `target` is a word of the API, such as "active", "deleted", "clean", "service". */
export interface Request {
  readonly target: string;
  readonly deploySteps?: readonly Step[];
  readonly cleanSteps?: readonly Step[];
  readonly serviceSteps?: readonly Step[];
  /** A config drive as the API takes it: its parts, or gzip in base64. */
  readonly configDrive?: string | Readonly<Record<string, unknown>>;
}

/** Has custom steps at each of its releases here, and service where there is one. */
const version = { "21.4": "1.80", "29.0": "1.94" } as const;

const failed = /fail|error/u;

export class IronicClient {
  readonly #url: string;
  readonly #version: string;

  constructor(url: string, release: keyof typeof version) {
    this.#url = url;
    this.#version = version[release];
  }

  /** The answer's body; throws with Ironic's own words if it is no success. */
  async call(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}/v1/${path}`, {
      method,
      headers: { "content-type": "application/json", "x-openstack-ironic-api-version": this.#version },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  async node(uuid: string): Promise<IronicNode> {
    return (await this.call("GET", `nodes/${uuid}`)) as IronicNode;
  }

  /** A node with one port that is free for an instance ("available"); its UUID. */
  async enrol(wanted: Enrolment): Promise<string> {
    const { uuid } = (await this.call("POST", "nodes", {
      name: wanted.name,
      driver: wanted.driver ?? "fake-hardware",
      deploy_interface: "custom-agent",
      driver_info: wanted.driverInfo ?? {},
      properties: { cpu_arch: "x86_64", ...wanted.properties },
      instance_info: wanted.instanceInfo ?? {},
      ...wanted.interfaces,
    })) as IronicNode;
    await this.call("POST", "ports", { node_uuid: uuid, address: wanted.mac });
    await this.provision(uuid, { target: "manage" });
    await this.reaches(uuid, "manageable", 60);
    await this.provision(uuid, { target: "provide" });
    await this.reaches(uuid, "available", 60);
    return uuid;
  }

  /** Asks for a provision state, and does not wait for it. */
  async provision(uuid: string, request: Request): Promise<void> {
    await this.call("PUT", `nodes/${uuid}/states/provision`, {
      target: request.target,
      ...(request.deploySteps === undefined ? {} : { deploy_steps: request.deploySteps }),
      ...(request.cleanSteps === undefined ? {} : { clean_steps: request.cleanSteps }),
      ...(request.serviceSteps === undefined ? {} : { service_steps: request.serviceSteps }),
      ...(request.configDrive === undefined ? {} : { configdrive: request.configDrive }),
    });
  }

  /** Waits for a state at which the node stays; throws with last_error if a failure comes first, which may be what is waited for. */
  async reaches(uuid: string, state: string, limitSeconds: number): Promise<IronicNode> {
    let now = await this.node(uuid);
    await until(`the node to be ${state}`, limitSeconds, async () => {
      now = await this.node(uuid);
      if (now.provision_state === state && now.target_provision_state === null) return true;
      if (now.provision_state === state && failed.test(state)) return true;
      if (failed.test(now.provision_state))
        throw new Error(`the node is ${now.provision_state} in place of ${state}: ${now.last_error ?? ""}`);
      return false;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}; it is ${now.provision_state}: ${now.last_error ?? "no error"}`, {
        cause: error,
      });
    });
    return now;
  }
}
