/** Words about documents by which one program knows what another one has told it. */

/** How the message ends that says of user data, which were read, that they are for another program. */
export const noDeployConfig = "is no deploy config.";
