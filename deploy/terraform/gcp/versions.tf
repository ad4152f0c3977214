terraform {
  # Ephemeral variables, which keep the VPN's keys out of plan and state.
  required_version = ">= 1.11"

  required_providers {
    google = {
      source = "hashicorp/google"
      # The first ones of 7 have no shared_secret_wo.
      version = "~> 7.20"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region

  default_labels = {
    project = var.name
  }
}
