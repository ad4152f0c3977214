variable "name" {
  description = "What everything is named after; also part of the bucket's name."
  type        = string
  default     = "turnstile"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.name))
    error_message = "The name must be of 2 to 20 lower-case letters, digits and hyphens, and begin with a letter."
  }
}

variable "region" {
  description = "AWS region, such as eu-central-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region must be one of AWS, such as eu-central-1."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the VPC, a /16. They must not overlap with those of the GCP network when both are connected."
  type        = string
  default     = "10.20.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) && endswith(var.vpc_cidr, "/16")
    error_message = "The VPC's addresses must be a /16 in CIDR notation, such as 10.20.0.0/16."
  }
}

variable "administrators_cidrs" {
  description = "Addresses from which the Kubernetes API may be reached over the internet. None: only from within the VPC."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.administrators_cidrs : can(cidrnetmask(cidr)) && !endswith(cidr, "/0")])
    error_message = "Each must be in CIDR notation, such as 198.51.100.7/32, and not the whole internet."
  }
}

variable "kubernetes_version" {
  description = "Version of EKS; the manifests need 1.31 or newer."
  type        = string
  default     = "1.33"

  validation {
    condition     = can(regex("^1\\.[0-9]+$", var.kubernetes_version)) && tonumber(split(".", var.kubernetes_version)[1]) >= 31
    error_message = "The version must be 1.31 or newer, such as 1.33."
  }
}

variable "nodes" {
  description = "The cluster's machines: their type, and how many at least and at most."
  type = object({
    instance_type = string
    least         = number
    most          = number
  })
  default = {
    instance_type = "m7i.xlarge"
    least         = 3
    most          = 9
  }

  validation {
    condition     = var.nodes.least >= 1 && var.nodes.most >= var.nodes.least
    error_message = "There must be at least one node, and at most no fewer than at least."
  }
}

variable "kafka_version" {
  description = "Version of MSK, as AWS names it."
  type        = string
  default     = "3.9.x.kraft"

  validation {
    condition     = can(regex("^[34]\\.[0-9]+\\.[0-9x]+(\\.kraft)?$", var.kafka_version))
    error_message = "The version must be one that AWS offers, such as 3.9.x.kraft."
  }
}

variable "kafka_broker" {
  description = "Each broker's type, and its disk in GiB; there is one broker in each of three zones."
  type = object({
    instance_type = string
    disk_gib      = number
  })
  default = {
    instance_type = "kafka.m7g.large"
    disk_gib      = 200
  }

  validation {
    condition     = can(regex("^kafka\\.", var.kafka_broker.instance_type)) && var.kafka_broker.disk_gib >= 10 && var.kafka_broker.disk_gib <= 16384
    error_message = "The type must begin with kafka., and the disk be of 10 to 16384 GiB."
  }
}

variable "kafka_access_by_acl_only" {
  description = "Whether a Kafka user may do only what an ACL lets it. False until the Job grant-access has run, then true: before that, nobody could give any rights."
  type        = bool
  default     = false

  validation {
    condition     = var.kafka_access_by_acl_only != null
    error_message = "It must be true or false."
  }
}

variable "kafka_users" {
  description = "Kafka's users: the clients that the manifests have. Each gets a password in Secrets Manager."
  type        = set(string)
  default = [
    "booking-service",
    "order-service",
    "event-service",
    "results-dashboard",
    "create-topics",
    "pipeline-bookings",
    "pipeline-orders",
    "pipeline-transactions",
    "pipeline-market",
    "pipeline-video",
    "pipeline-lake",
  ]

  validation {
    condition     = alltrue([for user in var.kafka_users : can(regex("^[a-z][a-z0-9-]{1,40}$", user))])
    error_message = "A user's name must be of lower-case letters, digits and hyphens."
  }
}

variable "kafka_password_version" {
  description = "Counted up to give every Kafka user a new password."
  type        = number
  default     = 1

  validation {
    condition     = var.kafka_password_version >= 1 && floor(var.kafka_password_version) == var.kafka_password_version
    error_message = "The version must be a whole number from 1 on."
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

variable "load_balancer_controller_policy" {
  description = "The IAM policy that the AWS Load Balancer Controller's release publishes, as JSON. Null: no role is made for it."
  type        = string
  default     = null

  validation {
    condition     = var.load_balancer_controller_policy == null || can(jsondecode(var.load_balancer_controller_policy).Statement)
    error_message = "The policy must be one of IAM, as JSON with statements."
  }
}

variable "host_names" {
  description = "Hosts of overlay eks' Ingresses, such as bookings.turnstile.example.com, which a certificate is asked for. None: you have one in ACM already."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for host in var.host_names : length(host) <= 64 && can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$", host))])
    error_message = "Each must be a host's whole name in lower case, such as turnstile.example.com, of at most 64 characters."
  }

  validation {
    condition     = length(var.host_names) <= 10 && length(distinct(var.host_names)) == length(var.host_names)
    error_message = "There must be at most ten, which is what ACM takes, each once."
  }
}

variable "gcp_vpn" {
  description = "The other end of a VPN to GCP, from the outputs of ../gcp: its gateway's two addresses, its AS number and its network. Null: no VPN."
  type = object({
    gateway_addresses = list(string)
    asn               = number
    cidr              = string
  })
  default = null

  validation {
    condition     = var.gcp_vpn == null || (length(try(var.gcp_vpn.gateway_addresses, [])) == 2 && can(cidrnetmask(var.gcp_vpn.cidr)))
    error_message = "The gateway must have two addresses, and the network be in CIDR notation."
  }
}
