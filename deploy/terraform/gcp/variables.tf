variable "name" {
  description = "What everything is named after."
  type        = string
  default     = "turnstile"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.name))
    error_message = "The name must be of 2 to 20 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "project" {
  description = "GCP project, by its id."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "The project must be an id such as my-project-123."
  }
}

variable "region" {
  description = "GCP region, such as europe-west3."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "The region must be one of GCP, such as europe-west3."
  }
}

variable "network_cidrs" {
  description = "Addresses of nodes, pods, Services, and the internal load balancers' proxies. They must not overlap with each other, nor with the VPC of AWS when both are connected."
  type = object({
    nodes      = string
    pods       = string
    services   = string
    proxy_only = string
  })
  default = {
    nodes      = "10.40.0.0/21"
    pods       = "10.44.0.0/14"
    services   = "10.48.0.0/20"
    proxy_only = "10.40.8.0/23"
  }

  validation {
    condition     = alltrue([for cidr in values(var.network_cidrs) : can(cidrnetmask(cidr))])
    error_message = "Each must be in CIDR notation, such as 10.40.0.0/21."
  }
}

variable "administrators_cidrs" {
  description = "Addresses from which the Kubernetes API may be reached over the internet. None: only from within the network."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.administrators_cidrs : can(cidrnetmask(cidr)) && !endswith(cidr, "/0")])
    error_message = "Each must be in CIDR notation, such as 198.51.100.7/32, and not the whole internet."
  }
}

variable "nodes" {
  description = "The cluster's machines: their type, and how many in each zone at least and at most."
  type = object({
    machine_type = string
    least        = number
    most         = number
  })
  default = {
    machine_type = "n2-standard-4"
    least        = 1
    most         = 3
  }

  validation {
    condition     = var.nodes.least >= 1 && var.nodes.most >= var.nodes.least
    error_message = "There must be at least one node in a zone, and at most no fewer than at least."
  }
}

variable "namespace" {
  description = "The Kubernetes namespace whose service account flink may use the bucket."
  type        = string
  default     = "turnstile"

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", var.namespace))
    error_message = "The namespace must be a name that Kubernetes takes."
  }
}

variable "dataproc" {
  description = "A Dataproc cluster that runs the pipelines by YARN: image with Flink 2.2, machines, how many workers. Null: none, Flink runs on GKE."
  type = object({
    image_version = string
    machine_type  = string
    workers       = number
  })
  default = null

  validation {
    condition     = var.dataproc == null || (try(startswith(var.dataproc.image_version, "3."), false) && try(var.dataproc.workers, 0) >= 2)
    error_message = "The image must be of version 3, which has Flink 2.2, and there must be two workers or more."
  }
}

variable "aws_vpn" {
  description = "The other end of a VPN to AWS: the output vpn_tunnels of ../aws, and its VPC's addresses. Null: no VPN, or not yet."
  type = object({
    cidr = string
    connections = list(object({
      outside_addresses = list(string)
      aws_addresses     = list(string)
      gcp_addresses     = list(string)
      aws_asn           = number
    }))
  })
  default = null

  validation {
    condition     = var.aws_vpn == null || (length(try(var.aws_vpn.connections, [])) == 2 && can(cidrnetmask(var.aws_vpn.cidr)))
    error_message = "There must be two connections, and the VPC be in CIDR notation."
  }
}

variable "aws_vpn_keys" {
  description = "The tunnels' four pre-shared keys, from AWS Secrets Manager, in the order of aws_vpn. Neither plan nor state keeps them."
  type        = list(string)
  default     = []
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = contains(var.aws_vpn == null ? [0, 4] : [4], length(var.aws_vpn_keys))
    error_message = "With aws_vpn there must be four keys, at every plan and apply: TF_VAR_aws_vpn_keys='[\"...\", \"...\", \"...\", \"...\"]'. Neither plan nor state keeps them."
  }
}

variable "aws_vpn_keys_version" {
  description = "Counted up when the tunnels' keys have changed."
  type        = number
  default     = 1

  validation {
    condition     = var.aws_vpn_keys_version >= 1 && floor(var.aws_vpn_keys_version) == var.aws_vpn_keys_version
    error_message = "The version must be a whole number from 1 on."
  }
}
